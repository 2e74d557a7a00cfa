/**
 * From text to what is planned: llm-inferno's system data, and our own resources, ConfigMaps and loads. All that is
 * wrong is gathered and told at once, each with its file and path.
 */
package ai.llmd.wva.optimize.input;
