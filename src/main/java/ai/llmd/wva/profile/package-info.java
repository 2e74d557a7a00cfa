/** Measures a running inference server and finds its performance profile. */
package ai.llmd.wva.profile;
