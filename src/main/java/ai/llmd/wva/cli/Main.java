package ai.llmd.wva.cli;

/** Entry point of {@code wva.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(0);
    }
}
