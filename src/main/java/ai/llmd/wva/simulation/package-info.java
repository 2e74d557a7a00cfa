/** Decision quality as a number: a closed loop in virtual time, in which our policies and others face the same load. */
package ai.llmd.wva.simulation;
