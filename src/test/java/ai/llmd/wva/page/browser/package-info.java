/** The page in a real browser, over real sockets, in front of a controller that says what a test wants it to say. */
package ai.llmd.wva.page.browser;
