/**
 * The second script of the page: the network, beside the library that draws it.
 * @module
 */

import { aboutNetwork, network } from "./network.js";

Object.assign(globalThis, { joinedupMap: { aboutNetwork, network } });
