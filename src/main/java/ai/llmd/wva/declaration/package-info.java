/**
 * What users declare, resources and ConfigMaps, read the same way for the controller and for {@code optimize}: both
 * accept and refuse the same things in the same words.
 */
package ai.llmd.wva.declaration;
