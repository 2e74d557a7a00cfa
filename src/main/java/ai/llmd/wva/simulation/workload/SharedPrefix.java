package ai.llmd.wva.simulation.workload;

/**
 * Beginnings that prompts have in common, a system prompt for instance: each request has one of them, all as likely.
 *
 * @param groups how many there are, 1 or more
 * @param tokens how long each is, 1 or more; a shorter prompt has as much of it as there is room
 */
public record SharedPrefix(int groups, int tokens) {
    public SharedPrefix {
        Refuse.unless(groups >= 1, "groups must be 1 or more", groups);
        Refuse.unless(tokens >= 1, "tokens must be 1 or more", tokens);
    }
}
