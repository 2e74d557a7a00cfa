/**
 * KEDA's external scaler: the number of replicas that KEDA is to reach, asked for or pushed. The service, its messages
 * and their field numbers are those of KEDA 2.21,
 * https://github.com/kedacore/keda/blob/v2.21.0/pkg/scalers/externalscaler/externalscaler.proto (Apache-2.0). They are
 * written and read by hand, since they are few and small; the tests compare with protobuf's own library.
 */
package ai.llmd.wva.serving.keda;
