/** The certificate that we serve with: given as files, or made here. */
package ai.llmd.wva.serving.tls;
