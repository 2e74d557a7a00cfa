/**
 * From what servers count to what is known of a variant's load: pure functions with a memory that is handed in and out,
 * so that a controller, a simulator and a test run the very same arithmetic.
 */
package ai.llmd.wva.signals;
