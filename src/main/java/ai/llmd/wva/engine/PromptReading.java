package ai.llmd.wva.engine;

/** How an engine reads prompts. */
public sealed interface PromptReading {
    /** The same on a device that is so many times as fast, > 0. */
    PromptReading faster(double speed);

    /** At no cost: a free slot is given at once, and the first token comes with the next step. */
    record Free() implements PromptReading {
        @Override
        public Free faster(double speed) {
            return this;
        }
    }

    /**
     * Beside the decode steps of the others, in {@code gamma + delta tokens n} with n requests in service: a free slot
     * is given at once, and the first token comes when the prompt has been read.
     */
    record Beside(double gammaMillis, double deltaMillis) implements PromptReading {
        public Beside {
            StepLaw.requireDuration("gamma", gammaMillis);
            StepLaw.requireDuration("delta", deltaMillis);
        }

        @Override
        public Beside faster(double speed) {
            return new Beside(gammaMillis / speed, deltaMillis / speed);
        }

        /** Duration for {@code tokens} of a prompt with {@code sequences} in service. */
        public double millis(int tokens, int sequences) {
            return gammaMillis + deltaMillis * tokens * sequences;
        }
    }

    /**
     * Within the steps, as vLLM V1 does: slots are given between steps, and a step reads as many prompt tokens as its
     * budget leaves beside one for each sequence that decodes. The step that reads a prompt's last token gives the
     * first of the answer.
     *
     * @param tokenMillis what each prompt token adds to its step
     */
    record Chunked(double tokenMillis) implements PromptReading {
        public Chunked {
            StepLaw.requireDuration("prompt token", tokenMillis);
        }

        @Override
        public Chunked faster(double speed) {
            return new Chunked(tokenMillis / speed);
        }
    }
}
