package cli

import "github.com/goccy/go-yaml"

// yamlText writes a text so that YAML reads it back as that text.
func yamlText(s string) string {
	b, err := yaml.MarshalWithOptions(s)
	if err != nil {
		return `""`
	}
	return string(b[:max(0, len(b)-1)])
}
