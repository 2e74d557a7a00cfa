package ai.llmd.wva.page.view;

import java.util.OptionalInt;

/** Replicas of a variant, and between which bounds they may be. */
public record ReplicasView(int current, int ready, OptionalInt desired, int min, OptionalInt max) {}
