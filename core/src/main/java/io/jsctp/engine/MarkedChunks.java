package io.jsctp.engine;

import java.util.Arrays;

/** How many chunks wait for each path to be sent again on it. */
final class MarkedChunks {
    private int[] byPath = new int[1];

    int of(int path) {
        return path < byPath.length ? byPath[path] : 0;
    }

    void add(int path) {
        if (path >= byPath.length) {
            byPath = Arrays.copyOf(byPath, path + 1);
        }
        byPath[path]++;
    }

    void remove(int path) {
        byPath[path]--;
    }

    void clear() {
        Arrays.fill(byPath, 0);
    }

    /** A path is removed for which none waits: those behind it move up. */
    void forgetPath(int gone) {
        if (gone < byPath.length) {
            System.arraycopy(byPath, gone + 1, byPath, gone, byPath.length - gone - 1);
            byPath[byPath.length - 1] = 0;
        }
    }
}
