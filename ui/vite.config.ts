import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  clearScreen: false,
  server: {
    port: 1420,
    strictPort: true,
    // The faces lie beside the page, in the assets that ship; cases that the core is held
    // against too, in the tests of all.
    fs: { allow: [".", "../assets/fonts", "../tests/credit", "../tests/rounding"] },
  },
  build: {
    outDir: "dist",
    target: "safari15",
    // A face or picture inlined as data: would need a wider content security policy.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    // The colours of the themes are held against each other.
    css: { include: [/themes\.css/] },
  },
});
