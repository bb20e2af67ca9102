package epub

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"colophon/internal/casetest"
	"colophon/internal/edition/editiontest"
)

// measure is a page that opens a chapter in a frame of a phone's or a tablet's
// width, follows every note there and back, and says what reaches out of it.
const measure = `<!DOCTYPE html><html><body><pre id="said"></pre><script>
const said = [];
function look(file, width) {
  return new Promise(done => {
    const f = document.createElement('iframe');
    f.style.width = width + 'px'; f.style.height = '800px'; f.src = file;
    f.onload = () => {
      const d = f.contentDocument, w = d.documentElement.clientWidth;
      for (const e of d.querySelectorAll('body *')) for (const r of e.getClientRects())
        if (r.right > w + 1 || r.left < -1) said.push(file + ' at ' + width + ': ' + e.tagName + '.' + e.className + ' reaches from ' + r.left + ' to ' + r.right);
      for (const a of d.querySelectorAll('[role=doc-noteref]')) {
        a.click(); // the frame scrolls to the note
        const note = d.getElementById(a.hash.slice(1)), back = note && note.querySelector('[role=doc-backlink]');
        if (!back || d.getElementById(back.hash.slice(1)) !== a) said.push(file + ': note ' + a.textContent + ' has no way back');
        if (f.contentWindow.location.hash !== a.hash) said.push(file + ': note ' + a.textContent + ' did not open');
      }
      f.remove(); done();
    };
    document.body.append(f);
  });
}
(async () => {
  for (const file of FILES) for (const width of [390, 820]) await look(file, width);
  document.getElementById('said').textContent = 'looked\n' + said.join('\n');
})();
</script></body></html>`

// TestInBrowser opens chapters in headless Chromium, where there is one, light
// and dark, with the reader's type at its own size and twice as large.
func TestInBrowser(t *testing.T) {
	chromium := casetest.Program(t, "chromium")
	files := unzipped(t, made(t, editiontest.Edition(editiontest.Sample(), editiontest.Generate(1)),
		Options{Fonts: true, Files: fstest.MapFS{"map.png": {Data: onePixel(t)}}}))
	dir := t.TempDir()
	var chapters []string
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".xhtml") {
			chapters = append(chapters, fmt.Sprintf("%q", name))
		}
	}
	page := strings.Replace(measure, "FILES", "["+strings.Join(chapters, ",")+"]", 1)
	if err := os.WriteFile(filepath.Join(dir, "measure.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, flags := range [][]string{nil, {"--force-dark-mode", "--blink-settings=preferredColorScheme=0"}, {"--blink-settings=defaultFontSize=32"}} {
		opened(t, chromium, dir, flags)
	}
}

// opened has the browser look at the chapters and reports what it says.
func opened(t *testing.T, chromium, dir string, flags []string) {
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
		"--no-first-run", "--allow-file-access-from-files", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--virtual-time-budget=60000", "--dump-dom"}, flags...)
	command := exec.Command(chromium, append(args, "file://"+filepath.Join(dir, "measure.html"))...)
	command.WaitDelay = time.Second
	timer := time.AfterFunc(time.Minute, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	_, said, _ := strings.Cut(string(out), `<pre id="said">`)
	said, _, _ = strings.Cut(said, "</pre>")
	if said = strings.TrimSpace(said); said != "looked" {
		t.Errorf("%v: %s", flags, said[:min(len(said), 2000)])
	}
}
