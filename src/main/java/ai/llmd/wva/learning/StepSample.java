package ai.llmd.wva.learning;

/**
 * What one measurement tells of a step.
 *
 * @param requests that decode in the steps that tokens come from, mean over the tokens, >= 1
 * @param promptTokens that are read in such a step
 * @param itlMillis what the step takes: the mean time between tokens
 * @param deviationMillis how far that may be from what such a step takes, by chance and as no law is exact
 */
record StepSample(double requests, double promptTokens, double itlMillis, double deviationMillis) {}
