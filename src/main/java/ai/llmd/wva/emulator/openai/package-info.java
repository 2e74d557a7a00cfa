/** The part of OpenAI's API that the emulator speaks: reading requests, writing answers, streams and errors. */
package ai.llmd.wva.emulator.openai;
