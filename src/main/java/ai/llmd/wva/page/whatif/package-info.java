/** A plan with another load, another target or another price: the very policy, on what was observed last. Pure. */
package ai.llmd.wva.page.whatif;
