package ai.llmd.wva.metrics.prometheus;

/** Keeps texts that repeat once; one that is known is found without making it anew. */
final class TextPool {
    private static final int SMALLEST = 256;

    private String[] slots = new String[SMALLEST];
    private int size;

    /** The text of these characters. */
    String of(char[] characters, int offset, int length) {
        var hash = 0;
        for (var i = 0; i < length; i++) {
            hash = 31 * hash + characters[offset + i];
        }
        var slot = slot(hash);
        while (slots[slot] != null) {
            if (is(slots[slot], characters, offset, length)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        var text = new String(characters, offset, length);
        slots[slot] = text;
        if (2 * ++size > slots.length) {
            grow();
        }
        return text;
    }

    private static boolean is(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        // from the end: names of pods begin alike
        for (var i = length - 1; i >= 0; i--) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }

    private void grow() {
        var before = slots;
        slots = new String[2 * before.length];
        for (var text : before) {
            if (text != null) {
                var slot = slot(text.hashCode());
                while (slots[slot] != null) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = text;
            }
        }
    }
}
