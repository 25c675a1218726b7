package io.diptych.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * One block a prompt: the photo with its instruction, then each arm's picture with its copy. A page is written as soon as
 * it is full.
 */
final class ResultSheet {

    private static final int GAP = 8;
    private static final int CELL = 176;
    private static final int LINE = 13;
    private static final int LINES = 7;
    private static final int BLOCK = CELL + LINES * LINE + GAP;
    /** About how wide a sheet may be. */
    private static final int WIDTH = 2_200;

    private final Path folder;
    private final List<String> titles;
    private final int prompts;
    private final int page;
    private final List<List<Cell>> blocks = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    record Cell(BufferedImage picture, String text) {}

    /**
     * @param folder of the pages, {@code sheet-1.png} and so on; those that are there are replaced
     * @param titles of the photo and of each arm
     * @param prompts how many it shows
     * @param page how many a page
     */
    ResultSheet(Path folder, List<String> titles, int prompts, int page) throws IOException {
        this.folder = folder;
        this.titles = titles;
        this.prompts = prompts;
        this.page = page;
        try (var old = Files.newDirectoryStream(folder, "sheet-[0-9]*.png")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    /** How many of the first prompts it shows. */
    int prompts() {
        return prompts;
    }

    /** One cell for each title. */
    void add(List<Cell> block) {
        blocks.add(block);
        if (blocks.size() == page) {
            write();
        }
    }

    /** Its pages. */
    List<Path> files() {
        if (!blocks.isEmpty()) {
            write();
        }
        return List.copyOf(files);
    }

    private void write() {
        int blockWidth = titles.size() * (CELL + GAP) + 2 * GAP;
        int columns = Math.max(1, Math.min(blocks.size(), WIDTH / blockWidth));
        int rows = (blocks.size() + columns - 1) / columns;
        var sheet = new BufferedImage(columns * blockWidth, rows * BLOCK + 2 * LINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 10));
        g.setColor(Color.DARK_GRAY);
        for (int i = 0; i < columns * titles.size(); i++) {
            int x = i / titles.size() * blockWidth + i % titles.size() * (CELL + GAP) + GAP;
            g.drawString(titles.get(i % titles.size()), x, LINE);
        }
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int i = 0; i < blocks.size(); i++) {
            int x = i % columns * blockWidth + GAP, y = i / columns * BLOCK + 2 * LINE;
            for (Cell cell : blocks.get(i)) {
                draw(g, cell, x, y);
                x += CELL + GAP;
            }
        }
        g.dispose();
        try {
            Path file = folder.resolve("sheet-" + (files.size() + 1) + ".png");
            ImageIO.write(sheet, "png", file.toFile());
            files.add(file);
            blocks.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void draw(Graphics2D g, Cell cell, int x, int y) {
        BufferedImage picture = cell.picture;
        double scale = (double) CELL / Math.max(picture.getWidth(), picture.getHeight());
        g.drawImage(picture, x, y, (int) (picture.getWidth() * scale), (int) (picture.getHeight() * scale), null);
        g.setColor(Color.DARK_GRAY);
        StringBuilder line = new StringBuilder();
        int lines = 1;
        for (String word : cell.text.split(" ")) {
            if (!line.isEmpty() && g.getFontMetrics().stringWidth(line + " " + word) > CELL && lines < LINES) {
                g.drawString(line.toString(), x, y + CELL + lines++ * LINE);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        g.drawString(line.toString(), x, y + CELL + lines * LINE);
    }
}
