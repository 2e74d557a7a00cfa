package ai.llmd.wva.engine;

/** Reads the prompts of sequences with a slot, and so decides when slots are given and how long a step takes. */
interface PromptReader {
    /** When the next prompt has been read, where that is not with a step; infinite if there is none. */
    double nextEndMillis();

    /** Ends the prompts whose time has come. */
    void finish(double nowMillis);

    /** The step under way has ended, after {@link Slots#endStep}. */
    void stepEnded(double nowMillis);

    /** Gives slots, where that can be done at any time. */
    void admit(double nowMillis);

    /**
     * Begins a step if there is anything to do.
     *
     * @param preempted whether sequences lost their slots for want of blocks just now
     * @return how long it takes, or infinite if there is nothing to do
     */
    double startStep(double nowMillis, boolean preempted);
}
