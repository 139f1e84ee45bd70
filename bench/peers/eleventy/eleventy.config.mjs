// Markdown files are Markdown alone, not templates as well, and nothing is made but what every peer makes.
const SIZE = 10;

const days = new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeZone: "Asia/Tokyo" });

function pages(posts, front, title) {
  const count = Math.ceil(posts.length / SIZE);
  const address = (index) => (index === 0 ? front : `${front}page/${index + 1}/`);
  return Array.from({ length: count }, (_, index) => ({
    title,
    url: address(index),
    posts: posts.slice(index * SIZE, (index + 1) * SIZE),
    newer: index > 0 ? address(index - 1) : "",
    older: index + 1 < count ? address(index + 1) : "",
  }));
}

function byTag(posts) {
  const found = new Map();
  for (const post of posts) {
    for (const tag of post.data.tags) {
      if (!found.has(tag)) found.set(tag, []);
      found.get(tag).push(post);
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
}

export default function (config) {
  const newest = (api) => api.getFilteredByGlob("content/posts/*.md").reverse();
  config.addCollection("entries", (api) => {
    const posts = newest(api);
    posts.forEach((post, index) => {
      post.data.next = posts[index - 1];
      post.data.previous = posts[index + 1];
    });
    return posts;
  });
  config.addCollection("frontPages", (api) => pages(newest(api), "/", ""));
  config.addCollection("tagPages", (api) =>
    byTag(newest(api)).flatMap(([tag, posts]) => pages(posts, `/tags/${tag}/`, tag)),
  );
  config.addCollection("tagCounts", (api) => byTag(newest(api)).map(([tag, posts]) => ({ tag, count: posts.length })));
  config.addFilter("day", (date) => days.format(date));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("rfc822", (date) => date.toUTCString());
  return {
    dir: { input: "content", output: "site", includes: "../_includes" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
