package ai.llmd.wva.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The prefixes that have been computed, the least recently used forgotten first. */
final class PrefixMemory {
    private final long maxTokens;
    private final Map<Long, Integer> tokensByGroup = new LinkedHashMap<>(16, 0.75f, true);
    private long tokens;

    PrefixMemory(long maxTokens) {
        this.maxTokens = maxTokens;
    }

    /** Tokens of a prompt of {@code promptTokens} that need no computing: whole blocks, and never the whole prompt. */
    int hitTokens(PromptPrefix prefix, int promptTokens) {
        var known = prefix.tokens() == 0 ? null : tokensByGroup.get(prefix.group());
        if (known == null) {
            return 0;
        }
        var shared = Math.min(Math.min(known, prefix.tokens()), promptTokens - 1);
        return shared - shared % EngineLimits.BLOCK_TOKENS;
    }

    /** Remembers a prefix that has been computed. */
    void remember(PromptPrefix prefix) {
        if (prefix.tokens() == 0 || prefix.tokens() > maxTokens) {
            return;
        }
        var before = tokensByGroup.getOrDefault(prefix.group(), 0);
        var now = Math.max(before, prefix.tokens());
        tokensByGroup.put(prefix.group(), now);
        tokens += now - before;
        var eldest = tokensByGroup.values().iterator();
        while (tokens > maxTokens) {
            tokens -= eldest.next();
            eldest.remove();
        }
    }
}
