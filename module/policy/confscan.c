/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confscan.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "policy/conftoken.h"
#include "straymx.h"

static void
on_ignored_error(cfg_t *cfg, const char *format, va_list args)
{
	(void)cfg;
	(void)format;
	(void)args;
}

/* Whether the option at token `i` gets a value, or one more. */
static bool
is_setting(const struct smx_conftokens *tokens, size_t i, const char *option)
{
	return smx_conftokens_is(tokens, i, option) &&
	       (smx_conftokens_has(tokens, i + 1, SMX_CONFTOKEN_ASSIGN) ||
		smx_conftokens_has(tokens, i + 1, SMX_CONFTOKEN_APPEND));
}

/* The value at token `i` as libConfuse understands it, if the option is set to that alone;
 * NULL if it does not. */
static int
read_value(const struct smx_conftokens *tokens, size_t i, const char *option, char **value)
{
	cfg_opt_t opts[] = {CFG_STR(option, NULL, CFGF_NONE), CFG_END()};
	struct smx_conftoken list[] = {
		{.text = option, .len = (uint32_t)strlen(option), .kind = SMX_CONFTOKEN_WORD},
		{.text = "=", .len = 1, .kind = SMX_CONFTOKEN_ASSIGN},
		tokens->list[i],
	};
	struct smx_conftokens setting = {list, sizeof list / sizeof list[0]};
	char *text = smx_conftokens_write(&setting);
	cfg_t *cfg = text != NULL ? cfg_init(opts, CFGF_NONE) : NULL;
	const char *found = NULL;
	int rc = SMX_OK;

	*value = NULL;
	if (cfg == NULL) {
		free(text);
		return SMX_ENOMEM;
	}
	cfg_set_error_function(cfg, on_ignored_error);
	if (cfg_parse_buf(cfg, text) == CFG_SUCCESS)
		found = cfg_getstr(cfg, option);
	if (found != NULL && *found != '\0') {
		*value = strdup(found);
		rc = *value != NULL ? SMX_OK : SMX_ENOMEM;
	}
	cfg_free(cfg);
	free(text);
	return rc;
}

int
smx_confscan_find(const char *text, size_t len, const char *option, char **value)
{
	struct smx_conftokens tokens;
	int rc = smx_conftokens_read(&tokens, text, len);

	*value = NULL;
	for (size_t i = 0; i < tokens.n && rc == SMX_OK && *value == NULL; i++) {
		if (smx_conftokens_is(&tokens, i, option) &&
		    smx_conftokens_has(&tokens, i + 1, SMX_CONFTOKEN_ASSIGN) &&
		    smx_conftokens_has(&tokens, i + 2, SMX_CONFTOKEN_WORD))
			rc = read_value(&tokens, i + 2, option, value);
	}
	smx_conftokens_free(&tokens);
	return rc;
}

/* Whether a list goes on with token `i`. */
static bool
is_in_list(const struct smx_conftokens *tokens, size_t i)
{
	return smx_conftokens_has(tokens, i, SMX_CONFTOKEN_COMMA) ||
	       smx_conftokens_has(tokens, i, SMX_CONFTOKEN_WORD);
}

int
smx_confscan_each(const char *text, size_t len, const char *option,
		  int (*take)(void *context, const char *value), void *context)
{
	struct smx_conftokens tokens;
	int rc = smx_conftokens_read(&tokens, text, len);

	for (size_t i = 0; i < tokens.n && rc == SMX_OK; i++) {
		size_t first = i + 2, end = i + 3;

		if (!is_setting(&tokens, i, option))
			continue;
		if (smx_conftokens_has(&tokens, first, SMX_CONFTOKEN_OPEN)) {
			end = ++first;
			/* Of one that is not closed, the next setting is no part. */
			while (is_in_list(&tokens, end) && !smx_conftokens_begins(&tokens, end))
				end++;
		}
		for (size_t k = first; k < end && rc == SMX_OK; k++) {
			char *value = NULL;

			if (smx_conftokens_has(&tokens, k, SMX_CONFTOKEN_WORD))
				rc = read_value(&tokens, k, option, &value);
			if (value != NULL)
				rc = take(context, value);
			free(value);
		}
	}
	smx_conftokens_free(&tokens);
	return rc;
}
