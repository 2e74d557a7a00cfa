/** What every command that prints needs: tables, numbers and colours. */
package ai.llmd.wva.text;
