// A paper that was opened by itself, to be printed again, prints itself. In a frame, its page does that.
if (window.top === window) addEventListener('load', () => print())
