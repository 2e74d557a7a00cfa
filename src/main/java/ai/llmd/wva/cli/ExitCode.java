package ai.llmd.wva.cli;

/** What the process's exit code means, for every command. */
public final class ExitCode {
    /** Did what was asked. */
    public static final int OK = 0;
    /** Tried and failed. */
    public static final int FAILURE = 1;
    /** Was asked something wrong: an unknown option, a bad value, a broken configuration file. */
    public static final int USAGE = 2;

    /** Did it, but the answer is that not everything that was asked for can be had. */
    public static final int INFEASIBLE = 3;

    private ExitCode() {}
}
