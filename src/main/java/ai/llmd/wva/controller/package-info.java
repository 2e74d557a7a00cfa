/** The controller as a whole: what it is made of, what starts and stops in which order, and who leads. */
package ai.llmd.wva.controller;
