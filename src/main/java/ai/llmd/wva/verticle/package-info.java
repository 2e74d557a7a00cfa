/**
 * The five verticles and the bus between them. Each receives a record, calls the room whose job it is, and sends a
 * record on; none decides anything itself.
 */
package ai.llmd.wva.verticle;
