/** What a controller would measure, what is missing for it, and the setting that mends it. */
package ai.llmd.wva.doctor;
