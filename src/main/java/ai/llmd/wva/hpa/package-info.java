/**
 * What a HorizontalPodAutoscaler (autoscaling/v2) makes of metrics, and what KEDA puts around one: pure arithmetic
 * whose memory is handed in and out. The rules are those of {@code pkg/controller/podautoscaler} of Kubernetes 1.36.3
 * and {@code pkg/scaling/executor} of KEDA 2.21.0; {@code HpaArithmeticIT} compares the former with the real
 * controller.
 */
package ai.llmd.wva.hpa;
