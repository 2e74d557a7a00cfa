/** From measured points to the parameters of the performance law: pure functions. */
package ai.llmd.wva.profile.fit;
