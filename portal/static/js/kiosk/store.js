// What the tablet keeps in IndexedDB: its key, what the last contact said, and what waits to be sent.

const NAME = "practicum-kiosk";
const STORES = ["keys", "state"];

let database;

function open() {
  database ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const name of STORES) asked.result.createObjectStore(name);
      asked.result.createObjectStore("queue", { keyPath: "id", autoIncrement: true });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return database;
}

// Run `act` in one transaction. Resolves when it is on the disk, with what its request found.
async function within(name, mode, act) {
  const changes = (await open()).transaction(name, mode, { durability: "strict" });
  const asked = act(changes.objectStore(name));
  return new Promise((resolve, reject) => {
    changes.oncomplete = () => resolve(asked?.result);
    changes.onabort = changes.onerror = () => reject(changes.error);
  });
}

export const read = (name, key) => within(name, "readonly", store => store.get(key));
export const keep = (name, key, value) => within(name, "readwrite", store => store.put(value, key));
export const waiting = () => within("queue", "readonly", store => store.getAll());
export const enqueue = entry => within("queue", "readwrite", store => store.put(entry));
export const dequeue = id => within("queue", "readwrite", store => store.delete(id));

// Return the next number of a counter. Two never get the same one, whatever breaks off.
export async function next(counter) {
  let number;
  await within("state", "readwrite", store => {
    const asked = store.get(counter);
    asked.onsuccess = () => {
      number = (asked.result ?? 0) + 1;
      store.put(number, counter);
    };
  });
  return number;
}
