package ai.llmd.wva.page.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page has few colours that matter: its PNG with a palette of 256 is a third of the size. */
final class SmallPng {
    private static final int COLOURS = 256;
    /** Shades that differ by less look the same. */
    private static final int SHADE = 0xF8F8F8;

    private SmallPng() {}

    static byte[] of(byte[] png) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        var palette = palette(picture);
        var reds = new byte[COLOURS];
        var greens = new byte[COLOURS];
        var blues = new byte[COLOURS];
        for (int i = 0; i < palette.size(); i++) {
            reds[i] = (byte) (palette.get(i) >> 16);
            greens[i] = (byte) (palette.get(i) >> 8);
            blues[i] = palette.get(i).byteValue();
        }
        var model = new IndexColorModel(8, COLOURS, reds, greens, blues);
        var small = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var index = nearest.computeIfAbsent(picture.getRGB(x, y), colour -> nearest(palette, colour));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(small, "png", out);
        return out.toByteArray();
    }

    /** The most frequent colour of each of the most frequent shades. */
    private static List<Integer> palette(BufferedImage picture) {
        Map<Integer, Map<Integer, Integer>> shades = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var colour = picture.getRGB(x, y) & 0xFFFFFF;
                shades.computeIfAbsent(colour & SHADE, shade -> new HashMap<>()).merge(colour, 1, Integer::sum);
            }
        }
        return shades.values().stream()
                .sorted(Comparator.comparing(SmallPng::pixels).reversed())
                .limit(COLOURS)
                .map(colours -> colours.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey())
                .toList();
    }

    private static int pixels(Map<Integer, Integer> colours) {
        return colours.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), colour) < distance(palette.get(best), colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 0xFF) - (b >> 16 & 0xFF);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int blue = (a & 0xFF) - (b & 0xFF);
        return red * red + green * green + blue * blue;
    }
}
