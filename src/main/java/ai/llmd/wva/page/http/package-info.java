/** The page and its API over HTTP: routes, problems, streams of events, static files, and who may use them. */
package ai.llmd.wva.page.http;
