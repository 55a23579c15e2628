package dev.baton.common.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says for people what kept a program from a file; the exceptions' own messages are bare paths. */
public final class FileFault {
  private FileFault() {}

  /** A clause without a full stop, for example {@code there is no /etc/x}. */
  public static String reason(IOException fault) {
    return switch (fault) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> "this user may not use " + e.getFile();
      case FileAlreadyExistsException e -> e.getFile() + " is in the way";
      case NotDirectoryException e -> e.getFile() + " is no directory";
      case DirectoryNotEmptyException e -> e.getFile() + " is not empty";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    };
  }
}
