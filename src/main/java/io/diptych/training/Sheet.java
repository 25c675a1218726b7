package io.diptych.training;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A sheet of pictures in rows and columns, with a line of text or two under each: what a training run can do. */
final class Sheet {

    private static final int GAP = 6;
    private static final int LINE = 13;

    private final int columns;
    private final int cellWidth;
    private final int pictureHeight;
    private final int textLines;
    private final List<Cell> cells = new ArrayList<>();

    private record Cell(BufferedImage picture, String text) {}

    Sheet(int columns, int cellWidth, int pictureHeight, int textLines) {
        this.columns = columns;
        this.cellWidth = cellWidth;
        this.pictureHeight = pictureHeight;
        this.textLines = textLines;
    }

    Sheet add(BufferedImage picture, String text) {
        cells.add(new Cell(picture, text));
        return this;
    }

    void write(Path file) {
        int rows = (cells.size() + columns - 1) / columns;
        int cellHeight = pictureHeight + textLines * LINE;
        var sheet = new BufferedImage(
                columns * (cellWidth + GAP) + GAP, rows * (cellHeight + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        for (int i = 0; i < cells.size(); i++) {
            int x = GAP + i % columns * (cellWidth + GAP);
            int y = GAP + i / columns * (cellHeight + GAP);
            draw(graphics, cells.get(i), x, y);
        }
        graphics.dispose();
        try {
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(Graphics2D graphics, Cell cell, int x, int y) {
        double scale = Math.min(
                (double) cellWidth / cell.picture.getWidth(), (double) pictureHeight / cell.picture.getHeight());
        graphics.drawImage(
                cell.picture,
                x,
                y,
                (int) (cell.picture.getWidth() * scale),
                (int) (cell.picture.getHeight() * scale),
                null);
        graphics.setColor(Color.DARK_GRAY);
        int line = 1;
        var text = new StringBuilder();
        for (var word : cell.text.split(" ")) {
            if (graphics.getFontMetrics().stringWidth(text + word) > cellWidth && line < textLines) {
                graphics.drawString(text.toString(), x, y + pictureHeight + line++ * LINE - 3);
                text.setLength(0);
            }
            text.append(word).append(' ');
        }
        graphics.drawString(text.toString(), x, y + pictureHeight + line * LINE - 3);
    }
}
