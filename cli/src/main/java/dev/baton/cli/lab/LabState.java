package dev.baton.cli.lab;

import dev.baton.common.api.ApiJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The lab's own notebook, {@code lab.json} in its directory.
 *
 * @param directory holds everything of the lab
 * @param members in the order in which they are started
 * @param network null where executors share this machine's network
 */
record LabState(String directory, List<Member> members, HostNetwork network) {
  static final String FILE = "lab.json";

  /** Process numbers and names, for the relay. */
  static final String PROCESSES = "processes";

  LabState {
    members = List.copyOf(members);
  }

  static boolean exists(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  static LabState read(Path directory) {
    try {
      return ApiJson.lenient()
          .readValue(Files.readAllBytes(directory.resolve(FILE)), LabState.class);
    } catch (IOException e) {
      throw new LabException(
          "there is no lab in " + directory + ". Start one: ./baton lab --coordinators 3", e);
    }
  }

  void write() {
    Path folder = Path.of(directory);
    try {
      StringBuilder processes = new StringBuilder();
      for (Member member : members) {
        if (member.pid() != 0) {
          processes.append(member.pid()).append(' ').append(member.name()).append('\n');
        }
      }
      replace(folder.resolve(PROCESSES), processes.toString().getBytes(StandardCharsets.UTF_8));
      replace(folder.resolve(FILE), ApiJson.lenient().writeValueAsBytes(this));
    } catch (IOException e) {
      throw new LabException("cannot write in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Member member(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new LabException(
                "the lab has no "
                    + name
                    + "; it has leader, "
                    + String.join(", ", members.stream().map(Member::name).toList())));
  }

  LabState with(Member changed) {
    List<Member> next = new ArrayList<>(members);
    next.replaceAll(member -> member.name().equals(changed.name()) ? changed : member);
    return new LabState(directory, next, network);
  }

  List<Member> of(Member.Role role) {
    return members.stream().filter(member -> member.role() == role).toList();
  }
}
