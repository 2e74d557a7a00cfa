/**
 * gRPC on an HTTP/2 port of ours: calls with one message in, and one or a stream of them out, uncompressed. After
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md. What messages mean is not known here.
 */
package ai.llmd.wva.serving.grpc;
