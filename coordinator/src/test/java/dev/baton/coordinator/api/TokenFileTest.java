package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.coordinator.api.auth.TokenFile;
import dev.baton.coordinator.api.auth.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFileTest {
  @TempDir private Path folder;

  @Test
  void theFirstStartMakesATokenForEachRoleThatOnlyTheOwnerCanRead() throws IOException {
    Path file = folder.resolve(TokenFile.NAME);
    List<TokenFile.Entry> made = TokenFile.readOrMake(file);
    assertEquals(3, made.size());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made, TokenFile.readOrMake(file));
    String admin = TokenFile.first(made, CallerRole.ADMIN);
    assertEquals(CallerRole.ADMIN, new Tokens(made).callerOf(admin).orElseThrow().role());
    assertNotEquals(admin, TokenFile.first(made, CallerRole.VIEWER));
    assertTrue(new Tokens(made).callerOf("guess").isEmpty());
  }

  @Test
  void aWrongLineIsNamed() throws IOException {
    Path file = folder.resolve(TokenFile.NAME);
    Files.writeString(file, "# ours\nadmin ada 0123456789abcdef\nking rex 0123456789abcdef\n");
    IOException refused = assertThrows(IOException.class, () -> TokenFile.readOrMake(file));
    assertTrue(refused.getMessage().contains("line 3"), refused.getMessage());
    assertTrue(refused.getMessage().contains("'king' is no role"), refused.getMessage());
  }
}
