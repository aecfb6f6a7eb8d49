/** Pictures that were chosen in this window, by their file's number: the server keeps them and shows them to nobody. */
const HERE = new Map<number, string>();

/** This will remember how a file that was brought just now looks. */
export function rememberPicture(media: number, file: File): void {
  if (file.type.startsWith("image/")) HERE.set(media, URL.createObjectURL(file));
}

/** This will give the address of a picture that was chosen in this window, if it was. */
export function shownHere(media: number): string | undefined {
  return HERE.get(media);
}
