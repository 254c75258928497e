package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who a machine belongs to: 16 hexadecimal digits, made once for a user on a computer. Machine
 * names are unique on one computer only, so the name alone proves nothing.
 */
public record OwnerId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public OwnerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an owner id has 16 hexadecimal digits");
    }
  }

  /**
   * Reads the id from the user's data folder; makes it the first time, also when two do at once.
   */
  public static OwnerId of(Path dataFolder) {
    Path file = dataFolder.resolve("owner-id");
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createFolder(dataFolder);
        makeIn(file);
      }
      return new OwnerId(Files.readString(file).strip());
    } catch (IOException e) {
      throw new ProblemException(new Problem.Unwritable(file, PrivateFiles.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(new Problem.BrokenRecord(file, String.valueOf(e.getMessage())), e);
    }
  }

  /** The link fails when another program was first; its id then counts. */
  private static void makeIn(Path file) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    Path made = file.resolveSibling("owner-id." + id);
    PrivateFiles.write(made, id + "\n");
    try {
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException otherWasFirst) {
      // Read below.
    } catch (UnsupportedOperationException noLinks) {
      PrivateFiles.write(file, id + "\n");
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
