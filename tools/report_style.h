/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_STYLE_H
#define SMX_TOOLS_REPORT_STYLE_H

/* The style sheet of the page: light and dark, narrow and wide, and on A4. */
extern const char report_style[];

#endif /* SMX_TOOLS_REPORT_STYLE_H */
