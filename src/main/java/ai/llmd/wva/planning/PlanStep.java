package ai.llmd.wva.planning;

import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.Plan;

/** What one cycle of planning gives: the plan, and the memory that the next cycle is handed. */
public record PlanStep(Plan plan, Memory memory) {}
