/**
 * Where the controller's numbers come from: the JSON file, the environment and the ConfigMaps, with their defaults and
 * the words in which a mistake is told to its author. Nothing here reads the process environment: it is handed in.
 */
package ai.llmd.wva.config;
