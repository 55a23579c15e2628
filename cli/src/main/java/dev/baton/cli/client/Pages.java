package dev.baton.cli.client;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.Page;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of several pages up to a limit. */
public final class Pages {
  private Pages() {}

  /** Asks for one page. */
  @FunctionalInterface
  public interface Source<T> {
    /**
     * @param cursor null = the first page
     */
    Page<T> page(String cursor, int limit);
  }

  public static <T> List<T> read(int limit, Source<T> source) {
    if (limit < 1) {
      throw new UsageException("--limit must be 1 or more, was " + limit + ".");
    }
    List<T> items = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = source.page(cursor, Math.min(limit - items.size(), ApiLimits.MAX_PAGE));
      items.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null && items.size() < limit);
    return items;
  }
}
