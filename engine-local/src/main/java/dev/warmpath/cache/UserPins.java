package dev.warmpath.cache;

/** What the user keeps from eviction and expiry. Engine thread. */
final class UserPins {
  private final PrefixTree tree;

  UserPins(PrefixTree tree) {
    this.tree = tree;
  }

  /** Pins what is cached of a path; returns its tokens. */
  int start(Namespace namespace, int[] tokens) {
    PrefixTree.Place place = tree.find(namespace, tokens, tokens.length);
    Edge end = tree.boundary(place);
    if (end != null && !end.userPinEnds) {
      tree.hold(end, null, 0, 0, 1);
      end.userPinEnds = true;
    }
    return place.length();
  }

  /** Ends every pin that ends within the path; returns the longest one's tokens, 0 for none. */
  int end(Namespace namespace, int[] tokens) {
    PrefixTree.Place place = tree.find(namespace, tokens, tokens.length);
    int longest = 0;
    for (Edge at = place.edge(); at != null; at = at.above()) {
      if (at.userPinEnds && at.end() <= place.length()) {
        longest = Math.max(longest, at.end());
        at.userPinEnds = false;
        tree.hold(at, null, 0, 0, -1);
      }
    }
    return longest;
  }

  /** Ends every pin. */
  void endAll() {
    for (Edge edge : tree.all(null)) {
      if (edge.userPinEnds) {
        edge.userPinEnds = false;
        tree.hold(edge, null, 0, 0, -1);
      }
    }
  }
}
