/**
 * The whole loop in one process, to look at. Real: the controller, its measuring and deciding, the emulators and the
 * traffic. Stand-ins: the API server, the HorizontalPodAutoscaler, the Deployment's controller with its kubelet, and
 * the Service.
 */
package ai.llmd.wva.demo;
