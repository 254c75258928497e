import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes our modules out of a runtime's image, for a Java that is the user's own: they are shipped only once. It is run with
 * --add-exports=java.base/jdk.internal.jimage=ALL-UNNAMED; by reflection, so that it compiles without.
 */
class Modules {
  public static void main(String[] args) throws Exception {
    Path to = Path.of(args[1]);
    var reader = Class.forName("jdk.internal.jimage.BasicImageReader");
    try (var image = (AutoCloseable) reader.getMethod("open", Path.class).invoke(null, Path.of(args[0]))) {
      var resource = reader.getMethod("getResource", String.class);
      for (String name : (String[]) reader.getMethod("getEntryNames").invoke(image)) {
        if (name.matches("/(dev|info|org)\\..*")) {
          Path file = to.resolve(name.substring(1));
          Files.createDirectories(file.getParent());
          Files.write(file, (byte[]) resource.invoke(image, name));
        }
      }
    }
  }
}
