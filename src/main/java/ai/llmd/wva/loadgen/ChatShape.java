package ai.llmd.wva.loadgen;

import java.util.OptionalInt;

/**
 * What a request asks for.
 *
 * @param promptCharacters length of the prompt, at least 1
 * @param maxTokens most tokens wanted in the answer; empty leaves it to the server
 * @param exactLength whether the answer shall have exactly that many, by vLLM's {@code ignore_eos}
 */
public record ChatShape(int promptCharacters, OptionalInt maxTokens, boolean exactLength) {
    public ChatShape {
        if (promptCharacters < 1) {
            throw new IllegalArgumentException("a prompt needs at least 1 character: " + promptCharacters);
        }
        if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
            throw new IllegalArgumentException("an answer needs at least 1 token: " + maxTokens.getAsInt());
        }
        if (exactLength && maxTokens.isEmpty()) {
            throw new IllegalArgumentException("an exact length needs a number of tokens");
        }
    }
}
