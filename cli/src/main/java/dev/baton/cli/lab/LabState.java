package dev.baton.cli.lab;

import dev.baton.common.api.ApiJson;
import java.io.IOException;
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
 */
record LabState(String directory, List<Member> members) {
  static final String FILE = "lab.json";

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
    Path fresh = folder.resolve(FILE + ".new");
    try {
      Files.write(fresh, ApiJson.lenient().writeValueAsBytes(this));
      Files.move(
          fresh,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LabException("cannot write " + fresh + ": " + e.getMessage(), e);
    }
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
    return new LabState(directory, next);
  }

  List<Member> of(Member.Role role) {
    return members.stream().filter(member -> member.role() == role).toList();
  }
}
