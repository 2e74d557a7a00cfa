/** Which number is served for a variant to whoever asks this process, whether it leads or stands by. */
package ai.llmd.wva.serving.desired;
