import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { AppManifestUtils, type TeamsManifestLatest } from '@microsoft/app-manifest';
import { expect } from 'chai';
import { parseCommand } from '../../src/domain/typed/parse-command.ts';
import { lexicon, languages } from '../../src/i18n/index.ts';
import { buildPackage } from '../../src/teams-package/build-package.ts';
import { readOptions, type PackageOptions } from '../../src/teams-package/read-options.ts';
import { readZip } from './read-zip.ts';

const appId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const host = 'check-in.example.org';

const optionsOf = (...more: string[]): PackageOptions => {
  const read = readOptions(['--app-id', appId, '--host', host, ...more]);
  if (read.kind !== 'package') throw new Error(JSON.stringify(read));
  return read.options;
};
const built = async (...more: string[]) => {
  const files = readZip(await buildPackage(optionsOf(...more)));
  const manifest = JSON.parse(String(files.get('manifest.json'))) as TeamsManifestLatest;
  return { files, manifest };
};

describe('The Teams app package', () => {
  it('has a manifest that is valid by its schema', async () => {
    const { manifest } = await built();
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).to.deep.equal([]);
  });

  it('is told apart from one that is not valid', async () => {
    const { manifest } = await built();
    const faults = await AppManifestUtils.validateAgainstSchema({ ...manifest, id: 'nobody' });
    expect(faults).to.have.length(1);
  });

  it('is for the bot and the host it was built for', async () => {
    const { files, manifest } = await built('--privacy', 'https://clinic.example/privacy');
    expect(manifest.id).to.equal(appId);
    expect(manifest.bots?.map(({ botId }) => botId)).to.deep.equal([appId]);
    expect(manifest.validDomains).to.deep.equal([host]);
    expect(manifest.developer.privacyUrl).to.equal('https://clinic.example/privacy');
    expect(manifest.developer.termsOfUseUrl).to.equal(`https://${host}/`);
    expect(String(files.get('manifest.json'))).not.to.include('{{');
  });

  it('offers the bot in personal chats only, and asks for no right', async () => {
    const { manifest } = await built();
    const [bot] = manifest.bots ?? [];
    expect(bot?.scopes).to.deep.equal(['personal']);
    expect(bot?.commandLists?.map(({ scopes }) => scopes)).to.deep.equal([['personal']]);
    for (const name of [
      'permissions',
      'devicePermissions',
      'webApplicationInfo',
      'authorization',
      'composeExtensions',
    ])
      expect(manifest).not.to.have.property(name);
    for (const ability of ['supportsFiles', 'supportsCalling', 'supportsVideo', 'isNotificationOnly'])
      expect(bot).to.have.property(ability, false);
  });

  it('holds what the manifest names and nothing else', async () => {
    const { files, manifest } = await built();
    expect([...files.keys()]).to.have.members([
      'manifest.json',
      manifest.icons.color,
      manifest.icons.outline,
      ...(manifest.localizationInfo?.additionalLanguages ?? []).map(({ file }) => file),
    ]);
  });

  it('is the same, byte for byte, when it is built again', async () => {
    expect((await buildPackage(optionsOf())).equals(await buildPackage(optionsOf()))).to.equal(true);
  });

  it('opens in another program, where this machine has one', async function () {
    if (spawnSync('unzip', ['-v']).status !== 0) return this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'teams-package-'));
    try {
      const out = join(folder, 'app.zip');
      const args = ['src/teams-package.ts', '--app-id', appId, '--host', host, '--out', out];
      const made = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect(made.status, made.stderr).to.equal(0);
      const opened = spawnSync('unzip', ['-tq', out], { encoding: 'utf8' });
      expect(opened.status, opened.stdout).to.equal(0);
      const manifest = spawnSync('unzip', ['-p', out, 'manifest.json'], { encoding: 'utf8' }).stdout;
      expect(JSON.parse(manifest)).to.have.property('id', appId);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('The languages of the Teams app package', () => {
  it('are the seven', async () => {
    const { manifest } = await built();
    const { defaultLanguageTag, additionalLanguages = [] } = manifest.localizationInfo!;
    const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
    expect(tags).to.deep.equal(['en', 'es', 'fr', 'de', 'pt-br', 'ar', 'zh-cn']);
  });

  it('each say everything that the manifest says to people, within the limits of Teams', async () => {
    const { files, manifest } = await built();
    const { manifestVersion } = manifest;
    const schemaAddress = `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`;
    const schema = withValidPatterns(await AppManifestUtils.fetchSchema(schemaAddress));
    const keys = ['$schema', ...wordsOf(manifest).keys()];
    for (const { file } of manifest.localizationInfo!.additionalLanguages!) {
      const said = JSON.parse(String(files.get(file)));
      expect(Object.keys(said), file).to.have.members(keys);
      expect(said.$schema, file).to.equal(schemaAddress);
      expect(await AppManifestUtils.validateAgainstSchema(said, schema), file).to.deep.equal([]);
      for (const [key, english] of wordsOf(manifest)) {
        const isName = key === 'name.short';
        expect(
          said[key] === english,
          `${file}: ${key} is ${isName ? 'not the name' : 'in English'}`,
        ).to.equal(isName);
      }
    }
  });

  it('say a word for help that the bot understands, in the languages that it speaks', async () => {
    const { files, manifest } = await built();
    const key = 'bots[0].commandLists[0].commands[0].title';
    for (const language of languages) {
      const file = files.get(`languages/${language}.json`);
      const title = String(file ? JSON.parse(String(file))[key] : wordsOf(manifest).get(key));
      expect(parseCommand(title, [lexicon(language)]), language).to.equal('help');
    }
  });
});

describe('The icons of the Teams app package', () => {
  it('have the sizes that Teams asks for', async () => {
    const { files, manifest } = await built();
    expect(sizeOf(files.get(manifest.icons.color)!)).to.deep.equal([192, 192]);
    expect(sizeOf(files.get(manifest.icons.outline)!)).to.deep.equal([32, 32]);
  });

  it('are white on nothing as an outline, and filled to the edge in colour', async () => {
    const { files, manifest } = await built();
    const outline = pixelsOf(files.get(manifest.icons.outline)!);
    const drawn = outline.filter(([, , , cover]) => cover! > 0);
    expect(drawn).to.satisfy((all: Buffer[]) =>
      all.every((pixel) => pixel.subarray(0, 3).every((part) => part === 255)),
    );
    expect(drawn.length / outline.length).to.be.within(0.1, 0.6);
    const colour = pixelsOf(files.get(manifest.icons.color)!);
    expect(colour.every(([, , , cover]) => cover === 255)).to.equal(true);
    expect(`#${colour[0]!.subarray(0, 3).toString('hex')}`).to.equal(manifest.accentColor);
  });

  it('are what the script beside them draws', async () => {
    const script = readFileSync('deployment/teams/draw-icons.ts', 'utf8');
    const folder = mkdtempSync(join(tmpdir(), 'icons-'));
    try {
      const drawn = spawnSync(process.execPath, ['--input-type=module-typescript', '-'], {
        cwd: folder,
        input: script.replace('import.meta.url', JSON.stringify(`file://${folder}/`)),
        encoding: 'utf8',
      });
      expect(drawn.status, drawn.stderr).to.equal(0);
      for (const name of ['color.png', 'outline.png'])
        expect(pixelsOf(readFileSync(join(folder, name))), name).to.deep.equal(
          pixelsOf(readFileSync(`deployment/teams/${name}`)),
        );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Some of the published schema's patterns, for things that this app has not, are not regular expressions. */
function withValidPatterns<Schema extends object>(schema: Schema): Schema {
  const { patternProperties } = schema as { patternProperties?: Record<string, unknown> };
  const ofBots = Object.entries(patternProperties ?? {}).filter(([pattern]) => pattern.startsWith('^bots'));
  expect(ofBots).to.have.length.of.at.least(2);
  return { ...schema, patternProperties: Object.fromEntries(ofBots) };
}

/** Everything in the manifest that people read, by the key that a language file uses for it. */
function wordsOf(manifest: TeamsManifestLatest): Map<string, string> {
  const words = new Map<string, string>();
  for (const [name, texts] of Object.entries({ name: manifest.name, description: manifest.description }))
    for (const [length, text] of Object.entries(texts)) words.set(`${name}.${length}`, String(text));
  for (const [at, { title, description }] of manifest.bots![0]!.commandLists![0]!.commands.entries()) {
    words.set(`bots[0].commandLists[0].commands[${at}].title`, title);
    words.set(`bots[0].commandLists[0].commands[${at}].description`, description!);
  }
  return words;
}

const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** Red, green, blue and cover of each pixel, of a PNG as the script beside the icons writes it. */
function pixelsOf(png: Buffer): Buffer[] {
  const [width] = sizeOf(png);
  const row = 1 + width! * 4;
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  return Array.from({ length: rows.length / row }, (_, y) =>
    rows.subarray(y * row + 1, (y + 1) * row),
  ).flatMap((line) => Array.from({ length: width! }, (_, x) => line.subarray(x * 4, x * 4 + 4)));
}
